/** Export and import of the ledger: a file out, a file in, and every problem said in words. */
import {html} from "htl";
import {LARGEST_LEDGER, ledgerJson, parseLedger} from "../lib/lab/ledgerFormat.js";
import {ledgerReport} from "../lib/lab/ledgerReport.js";
import {mergeLedgers} from "../lib/lab/mergeLedgers.js";
import {trackIds} from "../lib/tables/tracks.js";
import type {Lab} from "./lab.js";
import {ledgerReportWords} from "./ledgerReportWords.js";

/** Buttons to export and to import. Importing merges: nothing that is here is lost. */
export function ledgerTools(lab: Lab): HTMLElement {
  const status = html`<p class="saved" role="status"></p>`;
  const say = (words: string, failed = false) => {
    status.textContent = words;
    status.className = failed ? "saved failed" : "saved";
  };
  const download = (text: string, type: string, ending: string) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], {type}));
    link.download = `model-serving-ledger-${lab.now().slice(0, 10)}.${ending}`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    say(`Exported as ${link.download}.`);
  };
  const exportButton = html`<button type="button" class="button primary">Export as JSON</button>`;
  exportButton.addEventListener("click", () => download(ledgerJson(lab.ledger), "application/json", "json"));
  const reportButton = html`<button type="button" class="button">Export as a report, Markdown</button>`;
  reportButton.addEventListener("click", () =>
    download(ledgerReport(lab.ledger, ledgerReportWords), "text/markdown", "md")
  );
  const file =
    html`<input type="file" accept=".json,application/json" aria-label="Import a ledger file">` as HTMLInputElement;
  file.addEventListener("change", async () => {
    const [chosen] = Array.from(file.files ?? []);
    if (!chosen) return;
    if (chosen.size > LARGEST_LEDGER) {
      say("Not imported: the file is too large to be a ledger. Your own is unchanged.", true);
      return;
    }
    const parsed = parseLedger(await chosen.text(), {tracks: trackIds});
    file.value = "";
    if (!parsed.ok) {
      say(`Not imported. ${parsed.detail} Your own is unchanged.`, true);
      return;
    }
    lab.update((ledger) => mergeLedgers(ledger, parsed.ledger));
    const saved = lab.status?.failed ? lab.status.words : "Imported and merged with yours.";
    say([saved, ...parsed.warnings].join(" "), lab.status?.failed ?? false);
  });
  return html`<div><p>${exportButton} ${reportButton}</p><p class="attribution">The JSON can be imported again. The report is for reading: every prediction beside the lab’s answer, every deployment with its configuration and results.</p><p><label>Import a ledger: ${file}</label></p>${status}</div>`;
}
