// «Select all», on the page for exporting: shown only where a script can do it.
for (const line of document.querySelectorAll(".select-all")) {
  line.hidden = false;
  line.querySelector("input").addEventListener("change", (event) => {
    for (const field of document.querySelectorAll(".selectable-field-export-row input[type=checkbox]")) {
      field.checked = event.target.checked;
    }
  });
}
