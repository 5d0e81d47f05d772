"""What visitors thought of their visit: asked once per visit, kept without a name, counted.

`survey` is the door: who may answer, and keeping an answer; `figures` and `weeks` are pure. The
questions stand on a page (`host.web.survey`) and on a kiosk in rating mode.
"""
