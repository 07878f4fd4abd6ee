/** The outline of a file as a list in Markdown, to paste elsewhere. */

export interface OutlineNode {
  readonly name: string;
  readonly detail?: string;
  readonly children?: readonly OutlineNode[];
}

export function outlineText(nodes: readonly OutlineNode[], depth = 0): string {
  return nodes
    .map((node) => {
      const detail = node.detail === undefined || node.detail === "" ? "" : ` — ${node.detail}`;
      return `${"  ".repeat(depth)}- ${node.name}${detail}\n${outlineText(node.children ?? [], depth + 1)}`;
    })
    .join("");
}
