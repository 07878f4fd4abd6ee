/**
 * Notes in Markdown have one outline. VS Code shows those of all extensions, one below the other, and its own of
 * Markdown repeats what ours says, without days and speakers.
 *
 * VS Code has a mark for a provider that stands in for all others ("exclusive") which only its own notebooks use. It is
 * set for the very files that the server takes for notes, and for nothing but the outline. Where a version of VS Code
 * takes no notice of it, both outlines are shown. The setting `notes-lsp.editor.singleOutline` turns it off.
 */

import * as path from "node:path";
import * as vscode from "vscode";
import { DocumentSymbolRequest } from "vscode-languageclient/node";
import { PRODUCT, SECTION } from "../names.ts";
import type { ServerControl } from "../server/control.ts";
import { reportOf } from "../status/item.ts";
import { literalGlob } from "./globs.ts";
import { symbolsOf } from "./symbols.ts";

export function singleOutline(control: ServerControl): vscode.Disposable {
  const alone = new Map<string, vscode.Disposable>();

  const release = (uri: string): void => {
    alone.get(uri)?.dispose();
    alone.delete(uri);
  };
  const releaseAll = (): void => [...alone.keys()].forEach(release);

  const look = async (document: vscode.TextDocument): Promise<void> => {
    if (document.languageId !== "markdown" || document.uri.scheme !== "file") {
      return;
    }
    const uri = document.uri.toString();
    const wanted = vscode.workspace.getConfiguration(SECTION, document.uri).get<boolean>("editor.singleOutline", true);
    if (wanted && control.state.kind === "starting") {
      return; // an outline that goes and comes back closes its rows
    }
    const report = wanted ? await reportOf(control, document.uri) : undefined;
    const isNotes = report?.file?.taken === true && (await symbolsOf(control, document)).length > 0;
    if (!isNotes || document.isClosed) {
      release(uri);
    } else if (!alone.has(uri)) {
      alone.set(uri, registerAlone(control, document.uri));
    }
  };

  const lookAtAll = (): void => vscode.workspace.textDocuments.forEach((document) => void look(document));

  return vscode.Disposable.from(
    { dispose: releaseAll },
    control.onDidChange(lookAtAll),
    vscode.workspace.onDidOpenTextDocument((document) => void look(document)),
    vscode.workspace.onDidSaveTextDocument((document) => void look(document)),
    vscode.workspace.onDidCloseTextDocument((document) => release(document.uri.toString())),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(SECTION)) {
        lookAtAll();
      }
    }),
  );
}

function registerAlone(control: ServerControl, uri: vscode.Uri): vscode.Disposable {
  const { dir, base } = path.parse(uri.fsPath);
  const pattern = new vscode.RelativePattern(vscode.Uri.file(dir), literalGlob(base));
  const selector = { scheme: "file", language: "markdown", pattern, exclusive: 1 };
  // Another server may have been started since.
  const provider: vscode.DocumentSymbolProvider = {
    provideDocumentSymbols: (document, token) =>
      control.client?.getFeature(DocumentSymbolRequest.method).getProvider(document)?.provideDocumentSymbols(document, token),
  };
  return vscode.languages.registerDocumentSymbolProvider(selector, provider, { label: PRODUCT });
}
