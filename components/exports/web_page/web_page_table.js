// Sorting and search of the table of the offline page.

const body = find("#listing tbody");
const rows = body ? [...body.rows].map((row) => ({ row, index: Number(row.dataset.row), text: row.textContent.normalize("NFKC").toLowerCase() })) : [];
const search = () => {
  const wanted = query.normalize("NFKC").toLowerCase().split(/\s+/).filter(Boolean);
  const out = new Set();
  for (const { row, index, text } of rows) {
    row.hidden = !wanted.every((word) => text.includes(word));
    if (row.hidden) out.add(index);
  }
  for (const element of all(".plot [data-event]")) element.classList.toggle("out", out.has(Number(element.dataset.event)));
  find("#found").textContent = _("{count} of {all}", { count: rows.length - out.size, all: rows.length });
};
const sort = (head) => {
  const column = [...head.parentNode.cells].indexOf(head);
  const down = head.getAttribute("aria-sort") === "ascending";
  for (const each of head.parentNode.cells) each.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", down ? "descending" : "ascending");
  const text = ({ row }) => row.cells[column].firstChild?.textContent ?? "";
  const order = (one, other) => (column ? text(one).localeCompare(text(other)) : 0) || one.index - other.index;
  rows.sort((one, other) => (down ? order(other, one) : order(one, other)));
  body.append(...rows.map(({ row }) => row));
};
