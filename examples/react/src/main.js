import { createElement as h, useCallback, useState } from "react";
import { createRoot } from "react-dom/client";

function App() {
  const [opened, setOpened] = useState([]);
  const [shown, setShown] = useState(true);
  // Custom events are heard by a reference: their names have a colon. What it returns is called when the element goes.
  const box = useCallback((element) => {
    const select = (event) => {
      event.preventDefault();
      setOpened((titles) => [...titles, event.detail.title]);
    };
    element.addEventListener("findling:select", select);
    return () => element.removeEventListener("findling:select", select);
  }, []);
  return h(
    "div",
    {},
    shown && h("findling-search", { ref: box, label: "Search the texts", "no-recent": true }),
    h("button", { onClick: () => setShown(!shown) }, shown ? "Take it away" : "Put it back"),
    h("ul", {}, opened.map((title, i) => h("li", { key: i }, title))),
  );
}

createRoot(document.querySelector("#app")).render(h(App));
