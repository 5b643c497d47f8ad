// Shows the charts of one page. All text arrives as data and is set as text, never as markup.
"use strict";

const NARROWEST_FIGURE = 152, GAP = 16; // CSS pixels
let bridge = null;
let cards = [];
let language = "en"; // not "locale": the files of plotly.js make a variable of that name
let words = {};
let isPainting = false;
const wanted = new Set(); // places in or near the part that is seen
const tables = new WeakMap(); // by box the table it holds
const ahead = new Map(); // by code the cards that have come before the content they belong to
const views = new Map(); // by code what the user looks at: chart, map or table

const watcher = new IntersectionObserver((entries) => {
  for (const entry of entries) {
    const place = Number(entry.target.dataset.place);
    if (entry.isIntersecting) wanted.add(place); else wanted.delete(place);
  }
  paintWanted();
}, { rootMargin: "200px" });

// Each card takes as many lines of the grid as it is high: no room is left below the lower one of two neighbours.
const LINE = 8; // CSS pixels, as in charts.css
function fit(articles) {
  const high = articles.map((article) => article.offsetHeight); // all read before the first is changed
  articles.forEach((article, n) => { article.style.gridRow = `span ${Math.ceil((high[n] + GAP) / LINE)}`; });
}
const heights = new ResizeObserver((entries) => fit(entries.map((entry) => entry.target)));

// A card that has come ahead by showOne is named by its code alone.
function show(content) {
  const root = document.documentElement;
  for (const [name, value] of Object.entries(content.common.colours)) root.style.setProperty("--" + name, value);
  root.style.colorScheme = content.common.scheme;
  root.lang = language = content.common.locale;
  words = content.common.words;
  const main = document.getElementById("cards");
  const before = cards;
  cards = content.cards.map((card) => (typeof card === "string" ? ahead.get(card) : { ...card, painted: "" }));
  ahead.clear();
  const same = cards.length === before.length && cards.every((card, place) => card.code === before[place].code);
  if (!same) {
    for (const card of cards) card.painted = "";
    for (const old of main.querySelectorAll(".chart")) Plotly.purge(old);
    watcher.disconnect();
    heights.disconnect();
    wanted.clear();
    main.replaceChildren(...cards.map(frame));
  }
  main.querySelectorAll("article").forEach((article, place) => {
    article.classList.remove("busy");
    if (!same || cards[place] !== before[place]) fill(article, cards[place]);
    if (!same) {
      watcher.observe(article);
      heights.observe(article);
    }
  });
  if (same) paintWanted(); else fit([...main.children]);
  tellSight();
}

// The numbers on top of the page, in the window or on paper.
function fillFigures(box, figures) {
  box.replaceChildren();
  for (const one of figures) {
    const card = make("div", "", box);
    card.setAttribute("role", "group");
    card.setAttribute("aria-label", one.name + ": " + one.value);
    card.title = one.words;
    for (const name of ["value", "name", "below"]) make("p", name, card).textContent = one[name];
  }
  balance(box);
}

// As many in each line, so that none stands alone in the last.
function balance(box) {
  const most = Math.max(1, Math.floor((box.clientWidth + GAP) / (NARROWEST_FIGURE + GAP)));
  const lines = Math.ceil(box.children.length / most) || 1;
  box.style.setProperty("--across", Math.ceil(box.children.length / lines) || 1);
}
addEventListener("resize", () => document.querySelectorAll(".figures").forEach(balance), { passive: true });

function showFigures(figures) {
  fillFigures(document.getElementById("figures"), figures);
}

// One card anew, before the others are there.
function showOne(card) {
  const place = cards.findIndex((one) => one.code === card.code);
  card.painted = "";
  ahead.set(card.code, card);
  if (place < 0) return;
  cards[place] = card;
  const article = document.querySelectorAll("article")[place];
  article.classList.remove("busy");
  fill(article, card);
  paintWanted();
}

function busy() {
  ahead.clear();
  document.querySelectorAll("article").forEach((article) => article.classList.add("busy"));
}

function isSeen(article) {
  const edge = article.getBoundingClientRect();
  return edge.top < innerHeight && edge.bottom > 0;
}

// What is in sight is computed first the next time.
function tellSight() {
  const seen = [...document.querySelectorAll("article")].filter(isSeen);
  bridge.seen(seen.map((article) => cards[Number(article.dataset.place)].code));
}

let sightTold = 0;
function tellSightSoon() {
  clearTimeout(sightTold);
  sightTold = setTimeout(tellSight, 100);
}
addEventListener("scroll", tellSightSoon, { passive: true });
addEventListener("resize", tellSightSoon, { passive: true });

function make(tag, name, parent) {
  const part = document.createElement(tag);
  part.className = name;
  parent.append(part);
  return part;
}

function frame(card, place) {
  const article = document.createElement("article");
  article.dataset.place = place;
  article.tabIndex = 0;
  const header = make("header", "", article);
  make("h2", "title", header);
  make("div", "views", header).setAttribute("role", "group");
  const menu = make("button", "menu", header);
  menu.textContent = "⋯";
  menu.setAttribute("aria-haspopup", "menu");
  for (const [tag, name] of [["p", "base"], ["div", "chart"], ["div", "table"], ["p", "source"], ["p", "note"]]) {
    make(tag, name, article);
  }
  const now = () => cards[place];
  const box = article.querySelector(".chart");
  menu.addEventListener("click", () => {
    const edge = menu.getBoundingClientRect();
    bridge.menu(now().code, "", edge.left, edge.bottom);
  });
  article.addEventListener("contextmenu", (event) => {
    event.preventDefault();
    const edge = menu.getBoundingClientRect();
    const byMouse = event.clientX || event.clientY;
    const figure = now()[viewOf(now())];
    const mark = figure && box.contains(event.target) ? markUnder(box, figure) : "";
    bridge.menu(now().code, mark, byMouse ? event.clientX : edge.left, byMouse ? event.clientY : edge.bottom);
  });
  box.addEventListener("pointermove", () => { delete box.dataset.byKeys; });
  box.addEventListener("keydown", (event) => {
    const figure = now()[viewOf(now())];
    const choose = (group) => { if (now().filters) bridge.clicked(now().code, group); };
    if (figure && keyOnMarks(event, box, figure, hear, choose)) event.preventDefault();
  });
  return article;
}

function hear(text) {
  document.getElementById("heard").textContent = text;
}

function viewOf(card) {
  const chosen = views.get(card.code) || (card.map ? "map" : "figure");
  return chosen === "map" && !card.map ? "figure" : chosen;
}

function fill(article, card) {
  for (const name of ["title", "base", "source", "note"]) {
    article.querySelector("." + name).textContent = card[name].replaceAll(" = ", "\u00a0=\u00a0"); // n = 12 in one line
  }
  article.setAttribute("aria-label", card.title);
  article.setAttribute("aria-description", card.base);
  const menu = article.querySelector(".menu");
  menu.title = words.menu;
  menu.setAttribute("aria-label", words.menu + ": " + card.title);
  const box = article.querySelector(".chart");
  const view = viewOf(card);
  if (view !== "table") box.style.height = card[view].layout.height + "px";
  box.setAttribute("role", "img");
  const marks = marksOf(card.figure).length > 0;
  box.setAttribute("aria-label", card.words + (marks ? " " + words[card.filters ? "marks" : "onlyMarks"] : ""));
  if (marks) box.tabIndex = 0; else box.removeAttribute("tabindex");
  article.dataset.view = view;
  fillViews(article, card);
  const table = article.querySelector(".table");
  if (view === "table") table.tabIndex = 0; else table.removeAttribute("tabindex");
  if (view === "table") fillTable(table, card);
}

// The tables that are only heard wait until the charts are drawn.
function fillTables() {
  document.querySelectorAll("article .table").forEach((box, place) => fillTable(box, cards[place]));
}

// Three choices where there is a map; else one button that shows and hides the table.
function fillViews(article, card) {
  const group = article.querySelector(".views");
  const kinds = card.map ? ["map", "figure", "table"] : ["table"];
  if (group.children.length !== kinds.length) {
    group.replaceChildren();
    for (const kind of kinds) {
      const button = make("button", "view", group);
      button.dataset.kind = kind;
      button.addEventListener("click", () => choose(article, kind));
    }
  }
  for (const button of group.children) {
    const kind = button.dataset.kind;
    button.textContent = words[kind === "figure" ? "chart" : kind];
    button.setAttribute("aria-pressed", String(viewOf(card) === kind));
  }
}

function choose(article, kind) {
  const place = Number(article.dataset.place);
  const card = cards[place];
  const back = kind === "table" && viewOf(card) === "table";
  views.set(card.code, back ? "figure" : kind);
  fill(article, card);
  paintWanted();
}

// In the page for everybody who listens, seen by whoever asks for it.
function fillTable(box, card) {
  if (tables.get(box) === card.table) return;
  tables.set(box, card.table);
  const table = document.createElement("table");
  make("caption", "", table).textContent = card.table.caption;
  const head = make("tr", "", make("thead", "", table));
  card.table.header.forEach((text, column) => {
    const cell = make("th", card.table.numeric[column] ? "number" : "", head);
    cell.scope = "col";
    cell.textContent = text;
  });
  const body = make("tbody", "", table);
  for (const row of card.table.rows) {
    const line = make("tr", "", body);
    row.forEach((text, column) => {
      const cell = make(column ? "td" : "th", card.table.numeric[column] ? "number" : "", line);
      if (!column) cell.scope = "row";
      cell.textContent = text;
    });
  }
  box.replaceChildren(table);
}

// Paint what is seen first, one after the other, so that each shows as soon as it is there; then what is near.
async function paintWanted() {
  if (isPainting) return;
  isPainting = true;
  try {
    for (let place = next(); place !== undefined; place = next()) {
      await paint(place).catch((error) => failed(place, error)); // the others are drawn all the same
      await shownNow();
    }
    fillTables();
  } finally {
    isPainting = false;
  }
}

function next() {
  const boxes = document.querySelectorAll("article");
  const open = [...wanted].filter((place) => cards[place] && viewOf(cards[place]) !== "table"
    && cards[place].painted !== viewOf(cards[place])).sort((one, other) => one - other);
  return open.find((place) => isSeen(boxes[place])) ?? open[0];
}

// Every chart, as wide as it stands on paper, below what the window shows above the charts.
async function onPaper(head, content) {
  const top = document.getElementById("head");
  top.replaceChildren();
  make("h1", "", top).textContent = head.title;
  for (const line of head.lines) make("p", "", top).textContent = line;
  fillFigures(make("div", "figures", top), head.figures);
  document.documentElement.classList.add("paper");
  show(content);
  while (isPainting) await shownNow();
  isPainting = true;
  for (const place of cards.keys()) {
    if (viewOf(cards[place]) !== "table") await paint(place).catch((error) => failed(place, error));
  }
  isPainting = false;
  fillTables();
  bridge.paper();
}

function offPaper(content) {
  document.documentElement.classList.remove("paper");
  show(content);
}

function shownNow() {
  return new Promise((done) => { setTimeout(done, 0); });
}

async function paint(place) {
  const card = cards[place];
  const view = viewOf(card);
  card.painted = view;
  const box = document.querySelectorAll(".chart")[place];
  const figure = card[view];
  const parts = readyFor(language, figure.layout.geo);
  if (parts) await parts;
  const layout = { ...figure.layout, autosize: true };
  delete layout.width;
  await Plotly.react(box, figure.data, layout, { ...CONFIG, responsive: true, locale: language });
  if (!box.dataset.heard) {
    box.dataset.heard = "yes";
    box.on("plotly_click", (event) => {
      const now = cards[Number(box.closest("article").dataset.place)];
      const group = event.points.map((point) => point.customdata).find((code) => typeof code === "string" && code);
      if (now.filters && group) bridge.clicked(now.code, group);
    });
  }
  bridge.painted(card.code);
}

// What cannot be drawn is shown as its table.
function failed(place, error) {
  console.error(error);
  views.set(cards[place].code, "table");
  fill(document.querySelectorAll("article")[place], cards[place]);
}

new QWebChannel(qt.webChannelTransport, (channel) => {
  bridge = channel.objects.bridge;
  bridge.ready();
});
