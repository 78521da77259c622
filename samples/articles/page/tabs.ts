import { find } from './dom';

/** Shows one of several views, selected by click, arrow keys, Home and End, or by the address (`#dashboard`). */
export function connectTabs(): void {
  const tabs = [...document.querySelectorAll<HTMLElement>('[role="tab"]')];
  const panelOf = (tab: HTMLElement) => find(`#${tab.getAttribute('aria-controls')}`, HTMLElement);

  const select = (chosen: HTMLElement) => {
    for (const tab of tabs) {
      tab.setAttribute('aria-selected', String(tab === chosen));
      tab.tabIndex = tab === chosen ? 0 : -1;
      panelOf(tab).hidden = tab !== chosen;
    }
    history.replaceState(null, '', `#${chosen.getAttribute('aria-controls')}`);
  };

  for (const [index, tab] of tabs.entries()) {
    tab.addEventListener('click', () => select(tab));
    tab.addEventListener('keydown', ({ key }) => {
      const to = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: tabs.length - 1 }[key];
      const next = to === undefined ? undefined : tabs.at(to % tabs.length);
      if (next === undefined) return;
      select(next);
      next.focus();
    });
  }
  const named = tabs.find((tab) => `#${tab.getAttribute('aria-controls')}` === location.hash);
  if (named !== undefined) select(named);
}
