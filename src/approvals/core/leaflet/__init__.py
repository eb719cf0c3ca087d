"""The guide as it is printed (办事指南): the sections of GB/T 36114 with what the register holds of them, in the words of the field.

It is Chinese whatever language the screen speaks: it is what the department publishes.
"""
