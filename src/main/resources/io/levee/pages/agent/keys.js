/** What each key with Alt does; by code, since Alt makes other letters on some keyboards. */
const WITH_ALT = {
  ArrowUp: (on) => on.step(-1),
  ArrowDown: (on) => on.step(1),
  Digit1: (on) => on.suggestion(0),
  Digit2: (on) => on.suggestion(1),
  Digit3: (on) => on.suggestion(2),
  KeyN: (on) => on.longest(),
  KeyT: (on) => on.begin("transfer"),
  KeyB: (on) => on.begin("giveBack"),
  KeyC: (on) => on.begin("close"),
  KeyW: (on) => on.whisper(),
  KeyA: (on) => on.available(),
  KeyI: (on) => on.details(),
  KeyS: (on) => on.floor(),
  KeyR: (on) => on.write(),
  KeyH: (on) => on.help(),
};

const writes = (target) => target?.matches?.("input, textarea, select");

/** @param ready whether ready texts are offered now. @return whether the key was one of the workspace's */
export function pressed(key, ready, on) {
  // While an input method composes, Enter and Escape are its own.
  if (key.isComposing || key.keyCode === 229) {
    return false;
  }
  const target = key.composedPath()[0];
  // Of one that was just shut, a button keeps the focus until the next frame.
  if (target.closest?.("dialog[open]")) {
    return false;
  }
  const action = find(key, target, ready);
  if (!action || action(on) === false) {
    return false;
  }
  key.preventDefault();
  return true;
}

function find(key, target, ready) {
  const plain = !key.ctrlKey && !key.metaKey && !key.altKey;
  if (key.altKey && !key.ctrlKey && !key.metaKey) {
    return WITH_ALT[key.code];
  }
  if ((key.ctrlKey || key.metaKey) && key.code === "KeyK") {
    return (on) => on.search();
  }
  if (ready && target.matches?.(".field textarea")) {
    const offered = { ArrowUp: (on) => on.ready(-1), ArrowDown: (on) => on.ready(1), Enter: (on) => on.takeReady(), Tab: (on) => on.takeReady() };
    if (offered[key.key] && !key.shiftKey) {
      return offered[key.key];
    }
  }
  if (key.key === "Escape") {
    return (on) => on.escape();
  }
  if (key.key === "Enter" && !key.shiftKey && target.matches?.(".field textarea")) {
    return (on) => on.send();
  }
  if (key.key === "?" && plain && !writes(target)) {
    return (on) => on.help();
  }
  if (key.key === "/" && plain && !writes(target)) {
    return (on) => on.slash();
  }
  return undefined;
}
