/** The server's outline of a document. */

import type * as vscode from "vscode";
import { DocumentSymbolRequest, type DocumentSymbol } from "vscode-languageclient/node";
import type { ServerControl } from "../server/control.ts";

/** Its symbols; none where there is no server, or the outline is turned off. */
export async function symbolsOf(control: ServerControl, document: vscode.TextDocument): Promise<DocumentSymbol[]> {
  const { client } = control;
  if (client === undefined) {
    return [];
  }
  const textDocument = client.code2ProtocolConverter.asTextDocumentIdentifier(document);
  try {
    const symbols = await client.sendRequest(DocumentSymbolRequest.type, { textDocument });
    // The server gives a tree to whoever takes one.
    return (symbols ?? []) as DocumentSymbol[];
  } catch {
    return [];
  }
}
