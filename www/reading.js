// @ts-check
/**
 * The script of a reader page: marks the words of the visitor's query, and adds the query to the links that lead back to the search. The
 * page is complete without it.
 */
import "./marks.js";

const query = new URL(location.href).searchParams.get("q");
const backLinks = /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("a[rel~=search]"));
if (query) {
  for (const link of backLinks) {
    const to = new URL(link.href);
    to.searchParams.set("q", query);
    link.href = to.href;
  }
  if (!document.querySelector("findling-marks")) {
    const marks = document.createElement("findling-marks");
    marks.setAttribute("back", backLinks[0]?.href ?? "./");
    document.body.append(marks);
  }
}
