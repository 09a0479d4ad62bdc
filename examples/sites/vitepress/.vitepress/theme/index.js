import { h } from "vue";
import DefaultTheme from "vitepress/theme";
import "./search.css";

export default {
  extends: DefaultTheme,
  Layout: () => h(DefaultTheme.Layout, null, { "nav-bar-content-before": () => h("findling-search", { modal: "" }) }),
};
