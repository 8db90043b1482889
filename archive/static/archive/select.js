"use strict";

// Select2 gives the line in which a record is chosen no name: it takes that of its field.
function nameLines() {
    for (const select of document.querySelectorAll("select.admin-autocomplete")) {
        const line = select.nextElementSibling?.querySelector(".select2-selection");
        const shown = line?.querySelector(".select2-selection__rendered");
        const label = select.labels[0];
        if (!shown || !label) continue;
        label.id ||= `label-of-${select.id}`;
        shown.removeAttribute("role");
        shown.removeAttribute("aria-readonly");
        line.setAttribute("aria-labelledby", `${label.id} ${shown.id}`);
    }
}

// jQuery calls Django's script that makes these lines first, since that asked it first.
document.addEventListener("DOMContentLoaded", () => window.django?.jQuery?.(nameLines));
