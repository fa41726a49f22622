// Small tools for the document. Text goes in as text, never as markup.

const svgNames = "http://www.w3.org/2000/svg";

/** A new element: attributes, then children (elements or texts). */
export function element(name, attributes = {}, ...children) {
  return filled(document.createElement(name), attributes, children);
}

/** The same for a drawing. */
export function drawn(name, attributes = {}, ...children) {
  return filled(document.createElementNS(svgNames, name), attributes, children);
}

function filled(node, attributes, children) {
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined) node.setAttribute(key, value);
  }
  node.append(...children);
  return node;
}

export function byId(id) {
  return document.getElementById(id);
}

/** Writes only what differs: a reader of the screen is not told the same thing again. */
export function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/** Sets an attribute, or takes it away where the value is null. */
export function setAttribute(node, name, value) {
  if (value === null || value === undefined) {
    if (node.hasAttribute(name)) node.removeAttribute(name);
  } else if (node.getAttribute(name) !== String(value)) {
    node.setAttribute(name, value);
  }
}

export function setHidden(node, isHidden) {
  if (node.hidden !== isHidden) node.hidden = isHidden;
}

/**
 * Makes the children of `container` those of `items`, in their order, and keeps each element for
 * as long as its key is there: focus and animations survive a new snapshot. True where what had
 * the focus is gone or hidden.
 */
export function keep(container, items, keyOf, create, update) {
  const known = new Map();
  for (const child of [...container.children]) known.set(child.dataset.key, child);
  const focused = container.contains(document.activeElement) ? document.activeElement : null;
  let place = container.firstElementChild;
  for (const item of items) {
    const key = keyOf(item);
    let child = known.get(key);
    known.delete(key);
    if (!child) {
      child = create(item);
      child.dataset.key = key;
    }
    if (child === place) {
      place = place.nextElementSibling;
    } else {
      container.insertBefore(child, place);
    }
    update(child, item);
  }
  for (const child of known.values()) child.remove();
  // Moving an element takes its focus away; give it back.
  if (focused && focused.isConnected && document.activeElement !== focused) {
    focused.focus({ preventScroll: true });
  }
  return focused !== null && focused.getClientRects().length === 0;
}
