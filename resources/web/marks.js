// The marks of a chart by keyboard: arrow keys go from one to the next, Enter clicks it.
"use strict";

// One mark per group, in the order drawn; the point of a cell of a table of two ways is its row and column.
function marksOf(figure) {
  const marks = [];
  const known = new Set();
  const add = (group, curve, point) => {
    if (typeof group !== "string" || !group || known.has(group)) return;
    known.add(group);
    marks.push({ group, curve, point });
  };
  figure.data.forEach((trace, curve) => {
    if (trace.hoverinfo === "skip") return;
    (trace.customdata || []).forEach((group, point) => {
      if (Array.isArray(group)) group.forEach((one, across) => add(one, curve, [point, across]));
      else add(group, curve, point);
    });
  });
  return marks;
}

// The mark that was reached last, by keys or by the mouse; "" for none.
function markUnder(box, figure) {
  if (box.dataset.byKeys) return marksOf(figure)[Number(box.dataset.mark)]?.group || "";
  const points = box._hoverdata || [];
  return points.map((point) => point.customdata).find((code) => typeof code === "string" && code) || "";
}

function textAt(texts, point) {
  if (!Array.isArray(texts)) return "";
  return Array.isArray(point) ? (texts[point[0]] || [])[point[1]] : texts[point];
}

function markText(trace, point) {
  const fixed = (trace.hovertemplate || "").replace("<extra></extra>", "");
  const markup = textAt(trace.hovertext, point) || (fixed.includes("%{") ? "" : fixed)
    || textAt(trace.text, point) || trace.name || ""; // of a curve its name
  const plain = markup.replaceAll("<br>", ", ").replaceAll("&lt;", "<").replaceAll("&gt;", ">");
  return plain.replaceAll("&amp;", "&");
}

// Where Plotly looks for a mark: a cell by its place on the axes, all else by its number.
function placeOf(trace, point) {
  if (!Array.isArray(point)) return { pointNumber: point };
  return { xval: trace.x[point[1]], yval: trace.y[point[0]] };
}

// Returns whether the key was for the marks. say(text) is heard by a screen reader, choose(group) filters.
function keyOnMarks(event, box, figure, say, choose) {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  const marks = marksOf(figure);
  if (!marks.length) return false;
  const at = box.dataset.mark === undefined ? -1 : Number(box.dataset.mark);
  if (step) {
    const next = at < 0 ? (step > 0 ? 0 : marks.length - 1) : (at + step + marks.length) % marks.length;
    box.dataset.mark = next;
    box.dataset.byKeys = "yes";
    const mark = marks[next];
    Plotly.Fx.hover(box, [{ curveNumber: mark.curve, ...placeOf(figure.data[mark.curve], mark.point) }],
      figure.layout.geo ? ["geo"] : ["xy"]);
    say(markText(figure.data[mark.curve], mark.point));
    return true;
  }
  if (event.key === "Escape" && at >= 0) {
    delete box.dataset.mark;
    delete box.dataset.byKeys;
    if (box._hoverdata) Plotly.Fx.unhover(box);
    return true;
  }
  if ((event.key === "Enter" || event.key === " ") && at >= 0 && at < marks.length) {
    choose(marks[at].group);
    return true;
  }
  return false;
}
