// @ts-check
/** The start of the search page: shows dates and reading times in the visitor's language. The page is complete without it. */
const { lang } = document.documentElement;
const date = new Intl.DateTimeFormat(lang, { dateStyle: "medium", timeZone: "UTC" });
const minutes = new Intl.NumberFormat(lang, { style: "unit", unit: "minute", unitDisplay: "short" });

for (const time of /** @type {NodeListOf<HTMLTimeElement>} */ (document.querySelectorAll(".documents time"))) {
  const day = time.dateTime.match(/^\d{4}-\d\d-\d\d$/) && new Date(time.dateTime);
  if (day && Number.isFinite(Number(day))) time.textContent = date.format(day);
}
for (const data of /** @type {NodeListOf<HTMLDataElement>} */ (document.querySelectorAll(".documents data"))) data.textContent = minutes.format(Number(data.value));
