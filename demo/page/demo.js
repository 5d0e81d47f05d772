// Fills the demo's page: opens the live screens and follows the roll of slips and the figures as
// they are told. Knows nothing of the wire; the demo's own server says plain JSON.

const by = (id) => document.getElementById(id);
const seconds = (value) =>
  value === null ? "–" : `${Math.floor(value / 60)}:${String(Math.floor(value % 60)).padStart(2, "0")}`;
const names = {
  wt_a: "With an appointment",
  wt_a_felt: "With an appointment, as felt",
  wt_w: "Without an appointment",
};

const start = await (await fetch("/demo/start.json")).json();
by("place").textContent = `${start.town}, ${start.location}`;
by("code").textContent = start.code || "none left";
by("pin").textContent = `${start.pin} (${start.staff})`;
for (const [id, address] of Object.entries(start.screens)) {
  by(id).querySelector("a").href = address;
  by(id).querySelector("iframe").src = address;
}

for (const id of ["dashboard", "indicators"]) by(id).href = start[id];

by("book").href = by("booking").querySelector("h2 a").href = start.booking.address;
by("book").textContent = start.booking.address;
by("book-code").innerHTML = start.booking.code;

let shown = "";
let ahead = 0;
const news = new EventSource("/demo/news");
news.onmessage = (message) => {
  const { at, slips, figures, paper } = JSON.parse(message.data);
  ahead = at - Date.now();
  showFigures(figures);
  by("paper").dataset.out = String(paper !== "ok");
  by("paper").textContent = paper === "ok" ? "Take the paper out" : "Put paper in";
  if (slips.join() !== shown) {
    shown = slips.join();
    by("roll").replaceChildren(...slips.map(picture));
  }
};

by("paper").onclick = () =>
  fetch("/demo/paper", { method: "POST", body: by("paper").dataset.out === "true" ? "ok" : "out" });

setInterval(() => {
  by("clock").textContent = new Date(Date.now() + ahead).toLocaleTimeString("nl-NL", {
    timeZone: start.timezone,
  });
}, 500);

function picture(name) {
  const item = document.createElement("li");
  const image = document.createElement("img");
  image.src = `/slips/${name}`;
  image.alt = `Slip ${name}`;
  item.append(image);
  return item;
}

function showFigures(figures) {
  const rows = figures.map((figure) => {
    const row = document.createElement("tr");
    const within = figure.within === null ? "–" : `${(Math.floor(figure.within * 1000) / 10).toFixed(1)} %`;
    const kept = figure.met === null ? "–" : figure.met ? "✓ kept" : "✗ not kept";
    const cells = [
      `${names[figure.definition]} (${Math.round(figure.limit_seconds / 60)} min)`,
      figure.n,
      seconds(figure.mean_seconds),
      within,
      seconds(figure.p90_seconds),
      kept,
    ];
    row.append(
      ...cells.map((text) => {
        const cell = document.createElement("td");
        cell.textContent = text;
        return cell;
      }),
    );
    return row;
  });
  by("figures").replaceChildren(...rows);
}
