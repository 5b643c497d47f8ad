// The marks of a chart by keyboard: arrow keys go from one to the next, Enter clicks it.
"use strict";

// One mark per group, in the order drawn.
function marksOf(figure) {
  const marks = [];
  const known = new Set();
  figure.data.forEach((trace, curve) => {
    if (trace.hoverinfo === "skip") return;
    (trace.customdata || []).forEach((group, point) => {
      if (typeof group === "string" && group && !known.has(group)) {
        known.add(group);
        marks.push({ group, curve, point });
      }
    });
  });
  return marks;
}

function markText(trace, point) {
  const texts = [trace.hovertext, trace.text].find((kind) => Array.isArray(kind) && kind[point]);
  const markup = texts ? texts[point] : (trace.hovertemplate || trace.name || "").replace("<extra></extra>", "");
  const plain = markup.replaceAll("<br>", ", ").replaceAll("&lt;", "<").replaceAll("&gt;", ">");
  return plain.replaceAll("&amp;", "&");
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
    const mark = marks[next];
    Plotly.Fx.hover(box, [{ curveNumber: mark.curve, pointNumber: mark.point }],
      figure.layout.geo ? ["geo"] : ["xy"]);
    say(markText(figure.data[mark.curve], mark.point));
    return true;
  }
  if (event.key === "Escape" && at >= 0) {
    delete box.dataset.mark;
    if (box._hoverdata) Plotly.Fx.unhover(box);
    return true;
  }
  if ((event.key === "Enter" || event.key === " ") && at >= 0 && at < marks.length) {
    choose(marks[at].group);
    return true;
  }
  return false;
}
