"""How the board looks: the terminal's own colours, on dark and on light, and one line for everything that can be one."""

CSS = """
Screen { background: ansi_default; color: ansi_default; layers: base; }
#title { height: 1; text-style: bold; }
#heading { height: 1; text-style: underline; }
#filter { height: 1; }
Listing { height: 1fr; overflow-x: hidden; }
#said { height: auto; max-height: 4; }
#keys { height: auto; max-height: 2; text-style: bold; }
Listing, VerticalScroll {
    scrollbar-size-vertical: 1;
    scrollbar-color: ansi_bright_black; scrollbar-color-hover: ansi_bright_black; scrollbar-color-active: ansi_bright_black;
    scrollbar-background: ansi_default; scrollbar-background-hover: ansi_default; scrollbar-background-active: ansi_default;
}
#fields { height: auto; max-height: 60%; }
.field { height: 1; }
.label { width: 50%; max-width: 60; height: 1; text-overflow: ellipsis; text-wrap: nowrap; }
#hint { height: 1fr; margin: 1 0 0 0; }
#refusal { height: auto; max-height: 5; text-style: bold; color: ansi_red; }
#line { height: auto; max-height: 3; }
Input, Input:focus { background: ansi_default; color: ansi_default; border: none; }
Input { width: 1fr; text-style: underline; }
Tick { width: auto; height: 1; }
Tick:focus { text-style: reverse; }
"""
