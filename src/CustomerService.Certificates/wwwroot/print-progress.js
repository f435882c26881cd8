// Updates the progress bar of a running print job and reloads the page when it has ended. Without JavaScript the page refreshes itself.
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
      // Network error: retried at the next poll.
    }
    setTimeout(look, 1000);
  };
  setTimeout(look, 500);
}
