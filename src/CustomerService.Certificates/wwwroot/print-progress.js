// Moves the bar of a print while it is made, and loads the page anew when it is over. Without a script the page does so by itself.
export function attach(part) {
  const bar = part.querySelector("progress");
  const words = part.querySelector("[data-progress-text]");
  const look = async () => {
    if (!part.isConnected) return;
    try {
      const answer = await fetch(part.dataset.progress, { headers: { accept: "application/json" } });
      if (answer.ok) {
        const job = await answer.json();
        if (job.over) {
          location.reload();
          return;
        }
        bar.value = job.progress;
        words.textContent = job.text;
      }
    } catch {
      // The network is away; the next look may find it again.
    }
    setTimeout(look, 1000);
  };
  setTimeout(look, 500);
}
