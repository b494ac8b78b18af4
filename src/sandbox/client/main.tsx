import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import './styles/frame.css';
import './styles/lists.css';
import './styles/conversation.css';
import './styles/compose.css';
import './styles/card.css';
import './styles/panel.css';
import './styles/tour.css';
import './styles/narrow.css';

const root = document.getElementById('root');
if (root !== null) createRoot(root).render(<App />);
