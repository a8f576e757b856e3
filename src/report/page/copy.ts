// Buttons that copy. Pages opened from a disk may not reach the clipboard everywhere: then the text
// is selected and copied the old way.

function copyOldWay(text: string): boolean {
  const area = document.createElement('textarea');
  area.value = text;
  area.style.position = 'fixed';
  area.style.opacity = '0';
  document.body.append(area);
  area.select();
  const isDone = document.execCommand('copy');
  area.remove();
  return isDone;
}

async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyOldWay(text);
  }
}

async function answer(button: HTMLElement): Promise<void> {
  const isDone = await copy(button.dataset['copy'] ?? '');
  button.textContent = isDone ? 'Copied' : 'Press Ctrl+C';
}

/** Makes every `data-copy` button work and say that it did. */
export function copyOnClick(): void {
  for (const button of document.querySelectorAll<HTMLElement>('[data-copy]'))
    button.addEventListener('click', () => void answer(button));
}
