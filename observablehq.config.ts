import {makeLinks} from "./.scripts/links.mjs";
import {shell} from "./src/components/shell.js";

makeLinks();

// Pages are listed once, in the shell; a new part is a line there and a page here.
export default {
  title: "Model Serving Lab",
  root: "src",
  output: "dist",
  style: "style.css",
  globalStylesheets: [],
  sidebar: false,
  toc: false,
  pager: false,
  search: false,
  ...shell
};
