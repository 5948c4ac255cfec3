// Tabs that do not fit are scrolled sideways: the current one is brought into sight.
document.querySelector(".tabs [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
