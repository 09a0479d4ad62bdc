// @ts-check
/**
 * The script of a reading page: marks what the visitor searched for, and leads back to the search with the query in it. The page is
 * whole without it.
 */
import "./marks.js";

const query = new URL(location.href).searchParams.get("q");
const ways = /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("a[rel~=search]"));
if (query) {
  // The page's own ways back keep the query, too.
  for (const link of ways) {
    const to = new URL(link.href);
    to.searchParams.set("q", query);
    link.href = to.href;
  }
  if (!document.querySelector("findling-marks")) {
    const marks = document.createElement("findling-marks");
    marks.setAttribute("back", ways[0]?.href ?? "./");
    document.body.append(marks);
  }
}
