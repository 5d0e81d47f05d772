// The town's look from `balie.toml` as custom properties. They stand behind the `--utrecht-…` names in board.css, so a
// token file of the town goes before them.

const COLOUR = /^#[0-9a-f]{6}$/i;

/** Puts the look on the root element. A colour that is none leaves the one of board.css. In the evening it is dark. */
export function showLook(root, look, isEvening = false) {
  root.dataset.ground = isEvening || look.ground === "dark" ? "dark" : "light";
  setColour(root, "--balie-accent", look.accent);
  setColour(root, "--balie-accent-text", look.accent_text);
}

function setColour(root, name, colour) {
  if (COLOUR.test(colour ?? "")) root.style.setProperty(name, colour);
  else root.style.removeProperty(name);
}

/** The address of the logo when it is one of this host's own files, else null. */
export function logoAddress(look, origin) {
  if (!look.logo) return null;
  const address = new URL(look.logo, origin);
  return address.origin === origin ? address.href : null;
}
