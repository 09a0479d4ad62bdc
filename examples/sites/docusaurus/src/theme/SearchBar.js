import React from "react";

export default function SearchBar() {
  return <findling-search modal=""></findling-search>;
}
