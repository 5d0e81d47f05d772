// Measures the hall display for tests/test_display_layout.py, which puts it into the page. Changes nothing there.

// Texts that stick out of the screen or of their box, or lie over another part. The list of earlier calls is left out: it
// shows as many as there is room for.
window.faults = () => {
  const faults = [];
  const shown = (e) => e.getClientRects().length > 0;
  for (const e of document.querySelectorAll("body *")) {
    if (!shown(e) || e.closest(".unseen, #earlier ul")) continue;
    const box = e.getBoundingClientRect();
    if (box.left < -1 || box.top < -1 || box.right > innerWidth + 1 || box.bottom > innerHeight + 1) {
      faults.push(`${e.id || e.className || e.tagName} leaves the screen`);
    }
  }
  for (const cell of document.querySelectorAll("body:not([data-layout=desk]) .call")) {
    const room = cell.getBoundingClientRect();
    for (const e of cell.querySelectorAll(".number, .desk, .toward")) {
      const range = document.createRange();
      range.selectNodeContents(e);
      const text = range.getBoundingClientRect();
      if (text.left < room.left || text.right > room.right) faults.push(`${e.className} leaves its cell`);
    }
    const parts = [...cell.querySelectorAll(".number, .desk, .toward")].map((e) => {
      const range = document.createRange();
      range.selectNodeContents(e);
      return { name: e.className, own: e.getBoundingClientRect(), text: range.getBoundingClientRect() };
    });
    for (const one of parts) for (const other of parts) {
      if (one === other || one.own.bottom <= other.own.top || other.own.bottom <= one.own.top) continue;
      if (one.text.left < other.text.left && one.text.right > other.text.left) {
        faults.push(`${one.name} lies over ${other.name}`);
      }
    }
  }
  const parts = ["masthead", "stale", "stage", "earlier", "messages"].map((id) => document.getElementById(id));
  parts.filter(shown).reduce((above, below) => {
    if (above.getBoundingClientRect().bottom > below.getBoundingClientRect().top + 1) {
      faults.push(`${above.id} lies over ${below.id}`);
    }
    return below;
  });
  const within = (inner, outer) => inner.top >= outer.top - 1 && inner.bottom <= outer.bottom + 1;
  for (const box of document.querySelectorAll("#stage, .call")) {
    for (const e of box.querySelectorAll(":scope > *, :scope > .row > *")) {
      if (shown(e) && !within(e.getBoundingClientRect(), box.getBoundingClientRect())) faults.push(`${e.className} is too high`);
    }
  }
  const isCalls = ["calls", "desk"].includes(document.body.dataset.kind); // their figures are taller than their lines
  for (const box of document.querySelectorAll(isCalls ? ".none" : "#stage, .promise, .promise > *")) {
    const room = box.clientHeight + 2 + innerHeight / 300; // letters may stick out of their line a little
    if (box.scrollHeight > room) faults.push(`${box.id || box.className} holds too much`);
    if (box.scrollWidth > box.clientWidth + 2) faults.push(`${box.id || box.className} is too narrow`);
  }
  const rows = [...document.querySelectorAll("#stage > *, .promises > *")].map((e) => e.getBoundingClientRect());
  for (const one of rows) for (const other of rows) {
    const isApart = one.bottom <= other.top + 1 || other.bottom <= one.top + 1;
    const isInside = one.top >= other.top - 1 && one.bottom <= other.bottom + 1;
    const holds = other.top >= one.top - 1 && other.bottom <= one.bottom + 1;
    if (!isApart && !isInside && !holds) faults.push("two rows of the stage overlap");
  }
  return faults;
};

// The height of the capitals as the font draws them, not of the line.
window.numberHeight = () =>
  Math.min(...[...document.querySelectorAll("#stage .number")].map((e) => {
    const style = getComputedStyle(e);
    const pen = document.createElement("canvas").getContext("2d");
    pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    return pen.measureText("E").actualBoundingBoxAscent;
  }));
