import vue from "@vitejs/plugin-vue";

// Vue is told which tags are elements of the browser's and no components of its own.
export default { plugins: [vue({ template: { compilerOptions: { isCustomElement: (tag) => tag.startsWith("findling-") } } })] };
