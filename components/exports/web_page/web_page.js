// Pointer and keyboard handlers of the offline page.

board.onpointermove = ({ target, clientX, clientY }) => {
  const event = events[target.dataset?.event];
  showHint(event ? describe(event) : target.dataset?.description ?? "", clientX, clientY);
};
board.onpointerleave = () => showHint("", 0, 0);
board.onclick = ({ target }) => open(target.dataset?.event);
scroller.onwheel = (wheel) => {
  if (!wheel.ctrlKey) return;
  wheel.preventDefault();
  rescale(scale * 2 ** (-wheel.deltaY / 200), wheel.clientX - scroller.getBoundingClientRect().left - headersWidth());
};
const KEYS = { ArrowRight: () => step(1), ArrowLeft: () => step(-1), Home: () => step(-events.length), End: () => step(events.length),
  Enter: () => open(current), "+": () => rescale(scale * STEP), "=": () => rescale(scale * STEP), "-": () => rescale(scale / STEP), 0: () => rescale(0) };
scroller.onkeydown = (pressed) => {
  if (pressed.ctrlKey || pressed.metaKey || pressed.altKey || !KEYS[pressed.key]) return;
  pressed.preventDefault();
  KEYS[pressed.key]();
};
document.onkeydown = (pressed) => { if (pressed.key === "Escape" && !card.hidden) close(); };
find("#more").onclick = () => rescale(scale * STEP);
find("#less").onclick = () => rescale(scale / STEP);
find("#whole").onclick = () => rescale(0);
find("#close").onclick = close;
find("#previous").onclick = () => open(current - 1);
find("#next").onclick = () => open(current + 1);

  if (body) {
    body.onclick = ({ target }) => { if (target.matches(".opener")) open(Number(target.closest("tr").dataset.row)); };
    find("#listing thead").onclick = ({ target }) => { if (target.matches(".sorter")) sort(target.closest("th")); };
    find("#search").oninput = ({ target }) => { query = target.value; search(); };
    search();
  }
  for (const element of all(".scripted")) element.hidden = false;
  window.onresize = () => rescale(scale);
  window.onbeforeprint = () => { scale = 1; draw(); };
  window.onafterprint = () => rescale(0);
  rescale(0);
  find("#old").hidden = true; // the last line: all before it is there in this browser
