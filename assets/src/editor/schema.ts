// What a text may hold: the server's blocks and nothing else. Pastes are cut down to it.

import { type Extensions, Node, mergeAttributes } from "@tiptap/core";
import StarterKit from "@tiptap/starter-kit";
import Blockquote from "@tiptap/extension-blockquote";
import { ListItem } from "@tiptap/extension-list";
import { MAX_LIST_DEPTH, isAddress } from "./markdown/model";

/** A picture of the media library. */
const Picture = Node.create({
  name: "picture",
  group: "block",
  atom: true,
  draggable: true,
  addAttributes: () => ({
    media: { default: "" },
    alt: { default: "" },
    decorative: { default: false },
    caption: { default: "" },
  }),
  parseHTML: () => [
    {
      tag: "figure[data-media]",
      getAttrs: (figure) => ({
        media: figure.dataset["media"],
        alt: figure.dataset["alt"] ?? "",
        decorative: figure.dataset["decorative"] === "true",
        caption: figure.dataset["caption"] ?? "",
      }),
    },
  ],
  renderHTML({ node, HTMLAttributes }) {
    const { media, alt, decorative, caption } = node.attrs;
    const data = { "data-media": media, "data-alt": alt, "data-decorative": String(decorative), "data-caption": caption };
    const picture = ["img", { src: `/media/${media}`, alt, loading: "lazy" }];
    const figure = mergeAttributes(HTMLAttributes, data, { class: "rich-image" });
    return caption === "" ? ["figure", figure, picture] : ["figure", figure, picture, ["figcaption", {}, caption]];
  },
});

/** One paragraph and lists below it, as deep as a document may go. */
const Item = ListItem.extend({
  content: "paragraph (bulletList | orderedList)*",
  addKeyboardShortcuts() {
    return {
      Enter: () => this.editor.commands.splitListItem(this.name),
      // What cannot go deeper lets the key move on, so that nobody is caught in the text.
      Tab: () => listDepth(this.editor.state.selection.$from) < MAX_LIST_DEPTH && this.editor.commands.sinkListItem(this.name),
      "Shift-Tab": () => this.editor.commands.liftListItem(this.name),
    };
  },
});

function listDepth(position: { depth: number; node(depth: number): { type: { name: string } } }): number {
  let depth = 0;
  for (let level = 1; level <= position.depth; level += 1) {
    if (position.node(level).type.name.endsWith("List")) depth += 1;
  }
  return depth;
}

export const schema: Extensions = [
  StarterKit.configure({
    heading: { levels: [2, 3] },
    link: {
      openOnClick: false,
      autolink: false,
      isAllowedUri: (address) => isAddress(address),
      HTMLAttributes: { target: null, rel: null, class: null },
    },
    blockquote: false,
    listItem: false,
    code: false,
    codeBlock: false,
    horizontalRule: false,
    strike: false,
    underline: false,
    trailingNode: false,
  }),
  Blockquote.extend({ content: "paragraph+" }),
  Item,
  Picture,
];
