//! Names of elements, roles, classes and ids whose text is not content.

/// Elements that show no text of their own, or text that is no part of what is read.
pub(super) fn is_never_content(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "template"
            | "noscript"
            | "head"
            | "iframe"
            | "object"
            | "embed"
            | "applet"
            | "canvas"
            | "audio"
            | "video"
            | "map"
            | "select"
            | "datalist"
            | "textarea"
            | "input"
            | "progress"
            | "meter"
            | "noembed"
            | "noframes"
            | "frameset"
            | "rt"
            | "rp"
            | "rtc"
            | "nav"
            | "search"
            | "link"
            | "meta"
            | "base"
    )
}

/// Elements without text that a reader of the page could see.
pub(super) fn is_for_machines(name: &str) -> bool {
    matches!(name, "script" | "style" | "template" | "head" | "link" | "meta" | "base" | "iframe" | "noframes")
}

/// Roles of what stands around the text.
pub(super) fn is_boilerplate_role(role: &str) -> bool {
    matches!(
        role,
        "navigation"
            | "banner"
            | "contentinfo"
            | "search"
            | "dialog"
            | "alertdialog"
            | "menu"
            | "menubar"
            | "toolbar"
            | "tablist"
            | "doc-toc"
            | "doc-pagelist"
            | "directory"
            | "scrollbar"
            | "tooltip"
    )
}

/// Class names that say the same on sites of every make. Whole words only; a name that could also be a subject's is not here.
pub(super) const BOILERPLATE_CLASSES: &[&str] = &[
    "breadcrumb",
    "breadcrumbs",
    "pagination",
    "pager",
    "skip-link",
    "skip-to-content",
    "skiplink",
    "sr-only",
    "visually-hidden",
    "visuallyhidden",
    "screen-reader-text",
    "screen-reader-only",
    "cookie-banner",
    "cookie-bar",
    "cookie-consent",
    "cookie-notice",
    "cookieconsent",
    "cookie-law-info-bar",
    "cookie-message",
    "cookie-modal",
    "cookie-popup",
    "cc-window",
    "cc-banner",
    "consent-banner",
    "gdpr-banner",
    "table-of-contents",
    "tocwrapper",
    "toc",
    "share-buttons",
    "social-share",
    "edit-page-link",
    "edit-this-page",
    "theme-edit-this-page",
    "page-nav",
    "prev-next",
    "post-navigation",
    "nav-links",
    "related-posts",
    "headerlink",
    "viewcode-link",
    "srclink",
    "hideme",
    "navheader",
    "navfooter",
];

/// Endings of class names that say the same: `theme-doc-breadcrumbs`.
pub(super) const BOILERPLATE_CLASS_ENDINGS: &[&str] = &["-breadcrumb", "-breadcrumbs"];

/// Class names of links to the source of what a page describes. On other elements they may mean anything.
pub(super) const SOURCE_LINK_CLASSES: &[&str] = &["src", "source-link"];

/// What the makers of cookie bars call theirs.
pub(super) const COOKIE_BANNER_IDS: &[&str] = &[
    "onetrust-consent-sdk",
    "onetrust-banner-sdk",
    "CybotCookiebotDialog",
    "usercentrics-root",
    "cmpbox",
    "didomi-host",
    "cookie-law-info-bar",
    "cookie-banner",
    "cookie-bar",
    "cookie-consent",
    "cookie-notice",
    "cookieconsent",
    "cookies-eu-banner",
    "qc-cmp2-container",
];

/// Class names of line numbers beside code.
pub(super) const LINE_NUMBER_CLASSES: &[&str] = &[
    "linenos",
    "lineno",
    "lnt",
    "ln",
    "gutter",
    "rouge-gutter",
    "line-numbers",
    "line-number",
    "src-line-numbers",
    "source-line-no",
];
