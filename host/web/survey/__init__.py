"""The page on which a visitor says what they thought of their visit: plain HTML, no script.
`routes` joins it; `form` is the page with the question, `answers` reads what was sent.
"""
