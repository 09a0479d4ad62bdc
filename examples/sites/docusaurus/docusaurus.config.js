export default {
  title: "The lighthouse handbook",
  url: "https://handbook.example",
  baseUrl: "/",
  headTags: [{ tagName: "link", attributes: { rel: "icon", href: "data:," } }],
  scripts: [{ src: "/findling/findling.js", type: "module" }],
  plugins: [["@docusaurus/plugin-content-docs", { routeBasePath: "/" }]],
  themes: [["@docusaurus/theme-classic", { customCss: "./src/css/search.css" }]],
  themeConfig: {
    navbar: {
      title: "The lighthouse handbook",
      items: [{ to: "/guide/lens", label: "The lens", position: "left" }],
    },
  },
};
