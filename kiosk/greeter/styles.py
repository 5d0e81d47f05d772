"""Where things stand on a greeter's screen: side by side, or one panel at a time."""

GREETER_CSS = """
GreeterScreen {
    background: $background;
    #tabs { height: 3; display: none; background: $surface; }
    #tabs Key { background: $surface; }
    #tabs Key.-open { background: $primary; color: $on-accent; text-style: bold; }
    #tabs Key.-alarm { color: $over; text-style: bold; }
    #tabs Key.-open.-alarm { color: $on-accent; }
    #hall { height: 1fr; }
    #left { width: 14fr; }
    #middle { width: 10fr; }
    #right { width: 8fr; }
    &.-narrow #tabs { display: block; layout: horizontal; }
    &.-narrow #hall { layout: vertical; }
    &.-narrow .column { height: 1fr; display: none; }
    &.-narrow #left, &.-narrow #middle, &.-narrow #right { width: 100%; }
    &.-narrow #find, &.-narrow #open_agenda { width: 14; }
    &.-narrow #open_callbacks { width: 18; }
    &.-narrow #open_inside { width: 12; }
    &.-narrow Panel { display: none; border: none; }
    &.-narrow .column.-open { display: block; }
    &.-narrow Panel.-open { display: block; }
    #actions { height: 3; }
    #actions Key { margin-right: 1; }
    &.-roomy #actions { height: 4; padding: 0 1 1 1; }
}
"""
