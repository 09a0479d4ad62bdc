import { defineConfig } from "vitepress";

export default defineConfig({
  title: "The lighthouse handbook",
  lang: "en",
  head: [
    ["link", { rel: "icon", href: "data:," }],
    ["script", { type: "module", src: "/findling/findling.js" }],
  ],
  themeConfig: {
    nav: [{ text: "The lens", link: "/guide/lens" }],
    sidebar: [{ text: "The guide", items: [{ text: "The lens", link: "/guide/lens" }, { text: "Fog signals", link: "/guide/fog" }] }],
  },
});
