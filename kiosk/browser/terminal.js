// Around a Textual app in the browser: letters as large as the window allows, and keys that reach
// the app at once where the page stands alone. Knows nothing of what the app shows.

const place = document.querySelector(".textual-terminal");
const FONT = "'Roboto Mono', Monaco, 'Courier New', monospace"; // as textual.js has it
const LEAST = { columns: 80, rows: 24 };
const READABLE_PIXELS = 14;
const wished = { columns: Number(place.dataset.columns), rows: Number(place.dataset.rows) };

// The largest letters, in pixels, with which so many columns and rows fit into the window.
function letters({ columns, rows }) {
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = `100px ${FONT}`;
  const cell = pen.measureText("W");
  const wide = cell.width / 100;
  const high = (cell.fontBoundingBoxAscent + cell.fontBoundingBoxDescent) / 100;
  const fits = Math.min(innerWidth / (columns + 1) / wide, innerHeight / (rows + 0.5) / high);
  return Math.floor(fits * 2) / 2;
}

// As many columns as the app likes best, unless the letters get small; never fewer than it needs.
function best() {
  return Math.max(6, letters(wished), Math.min(READABLE_PIXELS, letters(LEAST)));
}

const size = best();
place.dataset.fontSize = String(size);

// Another window, such as a tablet that is turned, needs other letters: the page opens again.
let settled;
addEventListener("resize", () => {
  clearTimeout(settled);
  settled = setTimeout(() => {
    if (Math.abs(best() / size - 1) > 0.1) location.reload();
  }, 500);
});

// The page takes the ground of the app, read halfway down its right edge, where no bar of keys is.
const pixel = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
function takeGround() {
  pixel.clearRect(0, 0, 1, 1);
  for (const layer of place.querySelectorAll(".xterm-screen canvas")) {
    const { width, height } = layer;
    if (width > 4) pixel.drawImage(layer, width - 3, Math.round(height / 2), 1, 1, 0, 0, 1, 1);
  }
  const [red, green, blue, shown] = pixel.getImageData(0, 0, 1, 1).data;
  if (shown === 255) document.body.style.background = `rgb(${red} ${green} ${blue})`;
}
setInterval(() => requestAnimationFrame(takeGround), 500);

// In a frame somebody else has the keyboard until there is a click.
const listen = () => place.querySelector("textarea")?.focus();
if (window.top === window) {
  addEventListener("load", listen);
  addEventListener("focus", listen);
}
