"""The look of all pages: the town's colours under the names of the NL Design System, then one sheet
that uses them.
"""

from host.settings import Settings
from host.settings.contrast import GROUNDS

QUIETER = {"light": ("#14181f", "#3a4350", "#5b6675"), "dark": ("#f5f7fa", "#c3ccd8", "#94a1b2")}
"""Text, quiet text and the line around a field on each ground."""
FAULT = {"light": "#b3001b", "dark": "#ffb3ab"}
WELL = {"light": "#00602b", "dark": "#8fe0ad"}


def sheet(settings: Settings) -> str:
    """The whole style sheet of a town."""
    look = settings.look
    text, quiet, line = QUIETER[look.ground]
    tokens = {
        "utrecht-document-background-color": GROUNDS[look.ground],
        "utrecht-document-color": text,
        "utrecht-link-color": look.accent,
        "utrecht-page-header-background-color": look.accent,
        "utrecht-page-header-color": look.accent_text,
        "utrecht-button-primary-action-background-color": look.accent,
        "utrecht-button-primary-action-border-color": look.accent,
        "utrecht-button-primary-action-color": look.accent_text,
        "utrecht-button-secondary-action-border-color": look.accent,
        "utrecht-button-secondary-action-color": look.accent,
        "utrecht-form-field-border-color": line,
        "utrecht-form-field-error-message-color": FAULT[look.ground],
        "utrecht-alert-ok-border-color": WELL[look.ground],
        "utrecht-focus-outline-color": text,
        "balie-quiet": quiet,
    }
    said = "".join(f"--{name}:{value};" for name, value in tokens.items())
    return f":root{{color-scheme:{look.ground};{said}}}" + SHEET


SHEET = """
*{box-sizing:border-box}
body{margin:0;background:var(--utrecht-document-background-color);
color:var(--utrecht-document-color);
font:1.125rem/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
header{background:var(--utrecht-page-header-background-color);
color:var(--utrecht-page-header-color);padding:.5rem 1rem;
display:flex;flex-wrap:wrap;justify-content:space-between;align-items:center;gap:0 1.5rem}
.town{font-size:1.25rem;font-weight:700;margin:.375rem 0;display:flex;align-items:center;gap:.75rem}
.languages{display:flex;flex-wrap:wrap;gap:0 .25rem;margin:0 -.5rem}
.languages>*{font:inherit;font-size:1rem;min-height:2.75rem;min-width:2.75rem;padding:0 .5rem;
display:inline-flex;align-items:center;color:inherit;background:none;border:0;cursor:pointer;
text-decoration:underline;text-underline-offset:.2em}
.languages>[aria-current]{font-weight:700;text-decoration:none;cursor:default}
main{max-width:42rem;margin:0 auto;padding:.5rem 1rem 4rem}
h1{font-size:1.625rem;line-height:1.25;margin:1.25rem 0 1rem;text-wrap:balance}
h2{font-size:1.25rem;line-height:1.3;margin:2rem 0 .5rem}
section{padding:1rem 0}
p{margin:.75rem 0}
ul{margin:.5rem 0;padding-inline-start:1.25rem}
a{color:var(--utrecht-link-color);text-underline-offset:.2em}
a:hover{text-decoration-thickness:.15em}
:focus-visible{outline:.1875rem solid var(--utrecht-focus-outline-color);outline-offset:.125rem;
border-radius:.25rem}
header :focus-visible{outline-color:currentColor;outline-offset:-.1875rem}
.number{font-size:clamp(4rem,24vw,7rem);font-weight:700;line-height:1;margin:.25rem 0 1.5rem;
font-variant-numeric:tabular-nums}
.number-of{font-size:1.125rem;font-weight:400;margin:1.5rem 0 0}
.stage{font-size:1.5rem;font-weight:600;line-height:1.3;margin:1.5rem 0}
.place,.quiet{color:var(--balie-quiet)}
.quiet{font-size:1rem}
.renews{margin-top:2.5rem}
.back{margin:.25rem 0 0}
.back a{display:inline-flex;align-items:center;min-height:2.75rem;min-width:2.75rem}
.choices{list-style:none;margin:1rem 0;padding:0;display:grid;gap:.5rem}
.choice{display:flex;justify-content:space-between;align-items:center;gap:.25rem 1rem;width:100%;
min-height:3.25rem;padding:.625rem 1rem;text-align:start;text-decoration:none;font:inherit;
color:var(--utrecht-document-color);background:none;cursor:pointer;
border:1px solid var(--utrecht-form-field-border-color);border-radius:.375rem}
.choice::after{content:"";flex:none;width:.5rem;height:.5rem;transform:rotate(-45deg);
border:solid var(--utrecht-link-color);border-width:0 .1875rem .1875rem 0}
.choice:hover,.time:hover{border-color:var(--utrecht-link-color);
box-shadow:0 0 0 1px var(--utrecht-link-color)}
.choice>span:first-child{font-weight:600;flex:1}
.choice small{font-size:1rem;color:var(--balie-quiet);font-weight:400;display:block}
.times{display:grid;grid-template-columns:repeat(4,1fr);gap:.5rem;margin:.5rem 0}
.hour{margin:0 0 1.25rem}
s{color:var(--balie-quiet)}
summary{min-height:3rem;padding:.625rem 0;margin:1.5rem 0 .5rem;font-weight:600;cursor:pointer;
color:var(--utrecht-link-color);text-decoration:underline;text-underline-offset:.2em}
.time{font:inherit;font-variant-numeric:tabular-nums;min-height:2.875rem;padding:0 .25rem;
color:var(--utrecht-document-color);background:none;cursor:pointer;
border:1px solid var(--utrecht-form-field-border-color);border-radius:.375rem}
.pager{display:flex;flex-wrap:wrap;justify-content:space-between;gap:.5rem;margin:1rem 0}
.buttons{display:flex;flex-wrap:wrap;gap:.75rem;margin:1.5rem 0}
.button{display:inline-flex;align-items:center;justify-content:center;min-height:3rem;
padding:.5rem 1.25rem;font:inherit;font-weight:600;line-height:1.3;text-align:center;
text-decoration:none;cursor:pointer;border-radius:.375rem;
border:2px solid var(--utrecht-button-secondary-action-border-color);
color:var(--utrecht-button-secondary-action-color);background:none}
.button.primary{background:var(--utrecht-button-primary-action-background-color);
border-color:var(--utrecht-button-primary-action-border-color);
color:var(--utrecht-button-primary-action-color)}
.button:hover{text-decoration:underline}
fieldset{border:0;margin:1rem 0;padding:0;min-width:0}
legend,label{font-weight:600;padding:0}
.field{margin:1.5rem 0}
.field .quiet{margin:.125rem 0 .375rem}
.field input{display:block;width:100%;max-width:26rem;min-height:3rem;padding:.5rem .75rem;
font:inherit;color:inherit;background:var(--utrecht-document-background-color);
border:2px solid var(--utrecht-form-field-border-color);border-radius:.25rem}
.field.wrong{border-inline-start:.25rem solid var(--utrecht-form-field-error-message-color);
padding-inline-start:.75rem}
.wrong-why{color:var(--utrecht-form-field-error-message-color);font-weight:600;margin:.25rem 0}
.radio{display:flex;align-items:center;gap:.75rem;min-height:2.75rem;font-weight:400}
.radio input{width:1.5rem;height:1.5rem;margin:0;accent-color:var(--utrecht-link-color)}
.panel{border:2px solid var(--utrecht-form-field-border-color);border-radius:.375rem;
padding:.5rem 1rem;margin:1.25rem 0}
.panel h2{margin-top:.5rem}
.panel .buttons{margin:1rem 0 .5rem}
.panel.fault{border-color:var(--utrecht-form-field-error-message-color)}
.panel.well{border-color:var(--utrecht-alert-ok-border-color)}
.panel.well h1{margin:.5rem 0}
dl{margin:1rem 0;border-top:1px solid var(--utrecht-form-field-border-color)}
dl>div{display:grid;gap:0 1rem;padding:.625rem 0;
border-bottom:1px solid var(--utrecht-form-field-border-color)}
dt{color:var(--balie-quiet);font-size:1rem}
dd{margin:0}
.moment{text-wrap:balance;font-size:1.375rem;font-weight:700;line-height:1.3}
.card{display:flex;flex-wrap:wrap;align-items:center;gap:.5rem 2rem;margin:.5rem 0}
.code{font:700 clamp(2rem,11vw,2.75rem)/1.2 ui-monospace,monospace;letter-spacing:.1em;margin:0;
overflow-wrap:normal}
.qr{width:10rem;height:10rem;border-radius:.375rem;display:block;
border:1px solid var(--utrecht-form-field-border-color)}
.asked{margin:1.75rem 0}
.asked.wrong{border-inline-start:.25rem solid var(--utrecht-form-field-error-message-color);
padding-inline-start:.75rem}
.asked>legend{float:inline-start;width:100%;padding-bottom:.5rem}
.asked>legend+*{clear:both}
.marks{display:grid;grid-template-columns:repeat(5,1fr);gap:.5rem;margin:.75rem 0 .25rem}
.mark{position:relative;display:block}
.mark input{position:absolute;inset:0;width:100%;height:100%;margin:0;opacity:0;cursor:pointer}
.mark span{display:flex;align-items:center;justify-content:center;min-height:3.75rem;
font-size:1.625rem;font-weight:700;font-variant-numeric:tabular-nums;
border:2px solid var(--utrecht-form-field-border-color);border-radius:.375rem}
.mark input:hover+span{border-color:var(--utrecht-link-color);
box-shadow:0 0 0 1px var(--utrecht-link-color)}
.mark input:checked+span{background:var(--utrecht-button-primary-action-background-color);
border-color:var(--utrecht-button-primary-action-border-color);
color:var(--utrecht-button-primary-action-color)}
.mark input:focus-visible+span{outline:.1875rem solid var(--utrecht-focus-outline-color);
outline-offset:.125rem}
.ends{display:flex;justify-content:space-between;margin:0}
textarea{display:block;width:100%;padding:.5rem .75rem;font:inherit;color:inherit;
background:var(--utrecht-document-background-color);
border:2px solid var(--utrecht-form-field-border-color);border-radius:.25rem}
@media (forced-colors:active){.mark input{opacity:1;inset:.25rem .25rem auto auto;
width:1.25rem;height:1.25rem}}
.picks p{margin:1rem 0 .25rem;font-weight:600}
.picks ul{display:flex;flex-wrap:wrap;gap:0 1.25rem;margin:0;padding:0;list-style:none}
.picks li>*{display:inline-flex;align-items:center;min-height:2.75rem;min-width:2.75rem}
h3{font-size:1.125rem;line-height:1.3;margin:0 0 .25rem}
.promise{border:2px solid var(--utrecht-form-field-border-color);border-radius:.375rem;
padding:.875rem 1rem;margin:1rem 0}
.promise p{margin:.25rem 0}
.promise dl{margin:.5rem 0 0;font-size:1rem;border:0}
.promise dl>div{padding:.125rem 0;border:0}
.outcome{display:flex;flex-wrap:wrap;align-items:baseline;gap:0 1rem;font-weight:600}
.figure{font-size:2.25rem;font-weight:700;line-height:1.2;font-variant-numeric:tabular-nums}
.well .shape{color:var(--utrecht-alert-ok-border-color)}
.fault .shape{color:var(--utrecht-form-field-error-message-color)}
code{font:.875em ui-monospace,monospace;color:var(--balie-quiet)}
.figures{width:100%;border-collapse:collapse;font-variant-numeric:tabular-nums}
.figures caption{text-align:left;color:var(--balie-quiet);padding:0 0 .5rem}
.figures :is(th,.value){padding:.5rem 0 0 1rem;text-align:right;vertical-align:top;
white-space:nowrap}
.figures th:first-child{padding-left:0;text-align:left;white-space:normal;width:100%;
hyphens:auto}
.figures .gap{white-space:normal;overflow-wrap:normal}
.figures td[colspan]{padding:0 0 .5rem;color:var(--balie-quiet);font-size:1rem;
border-bottom:1px solid var(--utrecht-form-field-border-color)}
.devices{width:100%;border-collapse:collapse}
.devices :is(th,td){padding:.5rem 1rem .5rem 0;text-align:left;vertical-align:top;
border-bottom:1px solid var(--utrecht-form-field-border-color)}
.devices small{display:block;font-weight:400;color:var(--balie-quiet)}
footer p{margin:.25rem 0}
@media (min-width:40rem){
.marks{grid-template-columns:repeat(10,1fr)}
main{padding:1rem 1.5rem 5rem}
header{padding:.5rem max(1.5rem,calc(50vw - 19.5rem))}
h1{font-size:2rem}
.times{grid-template-columns:repeat(6,1fr)}
dl>div{grid-template-columns:9rem 1fr}
.figures .gap{white-space:nowrap}
}
@media print{.buttons,.languages,.back,.noprint{display:none}
header{background:none;color:#000;padding:0 1rem}}
"""
