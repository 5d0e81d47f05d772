"""Where things stand on a desk's screen, small, roomy and wide."""

DESK_CSS = """
DeskScreen {
    background: $background;
    #desk { height: 1fr; }
    #work { height: auto; width: 100%; }
    #keys {
        height: 3; grid-size: 7; grid-gutter: 0 1; grid-rows: 3; margin-bottom: 0;
        grid-columns: 9 8 21 8 11 8 7;
    }
    &.-two-ways #keys { grid-size: 8; grid-columns: 9 8 10 10 8 11 8 7; }
    #keys .-second { display: none; }
    #line { height: 1fr; }
    #line-head { height: 1; background: $surface; padding: 0 1; }
    #line-title { width: auto; text-style: bold; padding-right: 2; }
    #line-keys { width: auto; height: 1; }
    #line-gap { width: 1fr; height: 1; }
    UndoKey:disabled { visibility: hidden; }
    &.-roomy NormBar { padding: 1 2 0 2; } &.-roomy.-normed FiguresBar { padding: 0 2; }
    &.-roomy Card { height: 11; padding: 1 2; }
    &.-roomy Card.-document { padding: 0 2; }
    &.-roomy NextKey { height: 5; padding: 0 2; }
    &.-roomy.-wide Card BigText { height: 1fr; content-align: center middle; }
    &.-roomy.-wide Card { height: 1fr; max-height: 18; margin-bottom: 1; }
    &.-roomy.-wide Card.-broad BigText { width: 58; height: 1fr; content-align: center middle; }
    &.-roomy #keys {
        height: 11; grid-size: 5; grid-columns: 1fr; grid-gutter: 1 1; margin: 1 0;
    }
    &.-roomy.-four #keys { height: 15; grid-size: 4; }
    &.-roomy.-short #keys { height: 9; grid-gutter: 0 1; margin: 0; }
    &.-roomy.-four.-short #keys { height: 12; }
    &.-roomy #wish-not_here, &.-roomy #wish-plan_collect { column-span: 2; }
    &.-roomy.-two-ways #wish-plan_collect { column-span: 1; }
    &.-roomy #keys .-second { display: block; }
    &.-roomy #more { display: none; }
    &.-roomy #work { padding: 0 1; }
    &.-roomy.-wide #desk { layout: horizontal; }
    &.-roomy.-wide #work { width: 3fr; height: 1fr; padding: 1 2 0 2; }
    &.-roomy.-wide #line { width: 2fr; padding-top: 1; }
    &.-roomy.-wide #line-head {
        height: 3; layout: grid; grid-size: 2; grid-columns: 1fr auto; grid-rows: 1 2;
    }
    &.-roomy.-wide #line-gap { display: none; }
    &.-roomy.-wide UndoKey { height: 2; width: 100%; column-span: 2; }
    &.-roomy.-short Card, &.-roomy.-short.-wide Card { padding: 0 1; margin: 0; }
    &.-roomy.-short.-wide #work { padding: 0 2; }
    &.-roomy.-short NextKey { padding: 0 1; height: 3; }
}
"""
