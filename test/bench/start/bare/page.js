// Says, through the title, that a first frame is on its way: as the screens of Latchkey do.
requestAnimationFrame(() => {
  document.title = 'A bare window';
});
