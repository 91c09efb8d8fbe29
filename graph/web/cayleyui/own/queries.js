// Offers kg's canned queries in the editor of Cayley's page. Runs after its
// scripts, which leave `editor` (CodeMirror) and `$` behind.
(function () {
  "use strict";

  function element(tag, attributes, text) {
    var e = document.createElement(tag);
    Object.keys(attributes).forEach(function (k) { e.setAttribute(k, attributes[k]); });
    if (text) e.textContent = text;
    return e;
  }

  // show puts a query into the editor.
  function show(example) {
    $("#gizmo-dropdown").triggerHandler("click"); // a real click follows its link, to "#"
    window.editor.setValue(example.script);
    window.editor.focus();
  }

  function picker(label, examples) {
    var box = element("div", {"class": "bottompad"});
    var select = element("select", {"id": "kg-queries", "class": "form-control", "aria-label": label});
    select.appendChild(element("option", {"value": ""}, label));
    examples.forEach(function (q, i) {
      select.appendChild(element("option", {"value": String(i), "title": q.help || ""}, q.title));
    });
    select.addEventListener("change", function () {
      if (select.value !== "") show(examples[Number(select.value)]);
    });
    box.appendChild(select);
    return box;
  }

  // named is the query of a link such as /#query=severed.
  function named(examples) {
    var m = /[#&]query=([^&]*)/.exec(window.location.hash);
    if (!m) return null;
    var name = decodeURIComponent(m[1]);
    return examples.filter(function (q) { return q.name === name; })[0] || null;
  }

  function build(offer) {
    var sidebar = document.getElementById("sidebar");
    var nav = sidebar.querySelector("ul.nav");
    if (offer.explore) {
      var li = element("li", {});
      li.appendChild(element("a", {"href": "/explore"}, "Explore"));
      nav.appendChild(li);
    }
    if (!window.editor) return; // the page that writes
    var visualize = window.location.pathname === "/ui/visualize";
    var examples = visualize ? offer.visualize : offer.queries;
    nav.parentNode.insertBefore(picker(visualize ? "Examples" : "Canned queries", examples), nav);
    function follow() {
      var q = named(examples);
      if (q) show(q);
    }
    window.addEventListener("hashchange", follow);
    follow();
  }

  $(function () {
    fetch("/kg/queries.json").then(function (r) { return r.json(); }).then(build);
  });
})();
