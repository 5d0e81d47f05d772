"""Figures that this house did not measure: of the system before it, of other systems, of surveys
among residents, and of plans. They are brought in with their source and never mixed with its own.
"""
