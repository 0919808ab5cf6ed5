// A grid of cells over a picture, to be painted by mouse, finger, or keys: what is painted goes to Python as text.

function render({ model, el }) {
  const rows = model.get("rows"), columns = model.get("columns");
  const unit = Math.max(2, Math.round(280 / Math.max(rows, columns)));
  const canvas = document.createElement("canvas");
  const pen = canvas.getContext("2d");
  const picture = new Image();
  let cells = read();
  let cursor = [Math.floor(rows / 2), Math.floor(columns / 2)];
  let drawing = false;

  canvas.width = columns * unit;
  canvas.height = rows * unit;
  canvas.tabIndex = 0;
  canvas.style.cssText = "touch-action:none;border:1px solid #888;cursor:crosshair;max-width:100%";
  canvas.setAttribute("role", "application");
  canvas.setAttribute("aria-label", model.get("label") + " Arrow keys move, space paints, delete clears all.");

  function read() {
    const digits = model.get("value");
    const found = new Uint8ClampedArray(rows * columns);
    for (let index = 0; 2 * index < digits.length && index < found.length; index++) {
      found[index] = parseInt(digits.slice(2 * index, 2 * index + 2), 16);
    }
    return found;
  }

  function show() {
    pen.imageSmoothingEnabled = false;
    pen.fillStyle = "#000";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    if (picture.complete && picture.naturalWidth) pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        const ink = cells[row * columns + column];
        if (!ink) continue;
        pen.fillStyle = model.get("colour") + ink.toString(16).padStart(2, "0");
        pen.fillRect(column * unit, row * unit, unit, unit);
      }
    }
    if (document.activeElement === canvas || canvas.matches(":focus")) {
      pen.strokeStyle = "#f80";
      pen.lineWidth = 2;
      pen.strokeRect(cursor[1] * unit + 1, cursor[0] * unit + 1, unit - 2, unit - 2);
    }
  }

  function paint(y, x) { // in cells, the middle of the first at 0.5
    const radius = model.get("brush");
    if (model.get("single")) cells.fill(0);
    for (let row = Math.floor(y - radius - 1); row <= y + radius + 1; row++) {
      for (let column = Math.floor(x - radius - 1); column <= x + radius + 1; column++) {
        if (row < 0 || column < 0 || row >= rows || column >= columns) continue;
        const away = Math.hypot(row + 0.5 - y, column + 0.5 - x);
        const hit = radius ? Math.min(1, Math.max(0, radius + 0.5 - away)) : +(row === Math.floor(y) && column === Math.floor(x));
        const index = row * columns + column;
        cells[index] = Math.max(cells[index], Math.round(255 * hit));
      }
    }
    show();
  }

  function tell() {
    model.set("value", Array.from(cells, (ink) => ink.toString(16).padStart(2, "0")).join(""));
    model.save_changes();
  }

  function place(event) {
    const box = canvas.getBoundingClientRect();
    return [(event.clientY - box.top) / box.height * rows, (event.clientX - box.left) / box.width * columns];
  }

  let last = null;
  canvas.addEventListener("pointerdown", (event) => {
    canvas.focus();
    canvas.setPointerCapture(event.pointerId);
    drawing = true;
    last = place(event);
    paint(...last);
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!drawing) return;
    const next = place(event);
    const steps = Math.ceil(2 * Math.hypot(next[0] - last[0], next[1] - last[1])) || 1;
    for (let step = 1; step <= steps; step++) {
      paint(last[0] + (next[0] - last[0]) * step / steps, last[1] + (next[1] - last[1]) * step / steps);
    }
    last = next;
  });
  const lift = () => { if (drawing) { drawing = false; tell(); } };
  canvas.addEventListener("pointerup", lift);
  canvas.addEventListener("pointercancel", lift);
  const moves = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
  canvas.addEventListener("keydown", (event) => {
    if (moves[event.key]) {
      cursor[0] = Math.min(rows - 1, Math.max(0, cursor[0] + moves[event.key][0]));
      cursor[1] = Math.min(columns - 1, Math.max(0, cursor[1] + moves[event.key][1]));
      show();
    } else if (event.key === " ") {
      paint(cursor[0] + 0.5, cursor[1] + 0.5);
      tell();
    } else if (event.key === "Delete" || event.key === "Backspace") {
      cells.fill(0);
      show();
      tell();
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  });
  canvas.addEventListener("focus", show);
  canvas.addEventListener("blur", show);
  model.on("change:value", () => { if (!drawing) { cells = read(); show(); } });
  model.on("change:background", () => { picture.src = model.get("background"); });
  picture.onload = show;
  if (model.get("background")) picture.src = model.get("background");
  el.appendChild(canvas);
  show();
}

export default { render };
