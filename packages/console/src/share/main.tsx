/** The page that a link opens, for a phone without an account. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.js';
import { tokenOf } from './link.js';
import { SharedFeedAsker } from './shared-feed.js';
import '../ui/tokens.css';
import '../ui/base.css';
import '../ui/controls.css';
import '../ui/forms.css';
import './share.css';

const root = document.querySelector('#root');
if (!root) throw new Error('share.html has no #root');
const token = tokenOf(location.hash);
const asker = token === null ? null : new SharedFeedAsker(token);
asker?.start();
// Another link that is opened in this window is another page.
addEventListener('hashchange', () => location.reload());
createRoot(root).render(
  <StrictMode>
    <App asker={asker} />
  </StrictMode>,
);
