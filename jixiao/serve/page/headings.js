// Where a cell stands in its table, and what its row and its column are called.

const layouts = new WeakMap();

/** Return a table laid out: `rows` of cells by row and column from 0 (one that spans stands in each of its places), and
 *  the first place of each cell. */
function layoutOf(table) {
  if (!layouts.has(table)) layouts.set(table, laidOut(table));
  return layouts.get(table);
}

function laidOut(table) {
  const rows = [],
    places = new Map();
  [...table.rows].forEach((row, number) => {
    rows[number] ??= [];
    let column = 0;
    for (const cell of row.cells) {
      if (cell.style.display === "none") continue;
      while (rows[number][column]) column += 1;
      places.set(cell, { row: number, column });
      for (let down = 0; down < cell.rowSpan; down += 1) {
        rows[number + down] ??= [];
        for (let right = 0; right < cell.colSpan; right += 1) rows[number + down][column + right] = cell;
      }
    }
  });
  return { rows, places, above: new Map(), before: table.firstPiece };
}

/** Return the rows of cells of a table; a cell that spans stands in each of its places. */
export function rowsOf(table) {
  return layoutOf(table).rows;
}

/** Return the rows of cells of a cell's table, with the cell's own row and column. */
export function placeOf(cell) {
  const layout = layoutOf(cell.closest("table"));
  return { rows: layout.rows, ...(layout.places.get(cell) ?? { row: -1, column: -1 }) };
}

/** Return what a cell's row and column are called: words to its left, and the nearest heading above. */
export function headingsOf(cell) {
  const layout = layoutOf(cell.closest("table"));
  const place = layout.places.get(cell);
  if (!place) return { row: [], column: "" };
  const left = [...new Set(layout.rows[place.row].slice(0, place.column))].filter((one) => one && isNaming(one));
  const heading = headingAbove(layout, place.row, place.column);
  return { row: left.map(wordsOf), column: heading ? wordsOf(heading) : "" };
}

/** Return the nearest heading above a place; what was looked up is kept, since a column may have thousands of rows. */
function headingAbove(layout, row, column) {
  const asked = [];
  let found = null;
  for (let above = row - 1; above >= 0 && !found; above -= 1) {
    const key = above * 1000 + column;
    if (layout.above.has(key)) {
      found = layout.above.get(key);
      break;
    }
    const cell = layout.rows[above][column];
    if (cell && cell !== layout.rows[row]?.[column] && isHeading(cell)) found = cell;
    asked.push(key);
  }
  if (!found && layout.before)
    found = headingAbove(layoutOf(layout.before), layoutOf(layout.before).rows.length, column);
  for (const key of asked) layout.above.set(key, found);
  return found;
}

/** Return whether words of the form stand in a cell, beside any values. */
function isHeading(cell) {
  const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    if (/\p{L}/u.test(walker.currentNode.data) && !walker.currentNode.parentElement.closest(".mark")) return true;
  }
  return false;
}

function isNaming(cell) {
  const words = wordsOf(cell);
  return words.length <= 40 && /\p{L}/u.test(words) && !words.includes("〔待填〕");
}

function wordsOf(cell) {
  return cell.textContent.replace(/\s+/g, "");
}
