// Markdown as crates/markup reads and writes it, for the editor in the browser. Nothing in it
// knows of the page, so it is tested without one.

export { read } from "./markdown/read";
export { write } from "./markdown/write";
export type { Block, Image, Item, Line, List, Piece } from "./markdown/model";
