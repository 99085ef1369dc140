import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import './page.css';

interface PageProps {
  title: string;
  /** Sub-pages as [path, name]. */
  tabs?: readonly (readonly [path: string, name: string])[];
  tools?: ReactNode;
  children: ReactNode;
}

/** The frame of the pages beside operations: title, sub-pages, tools, content. */
export function Page({ title, tabs = [], tools, children }: PageProps) {
  const [location] = useLocation();
  return (
    <div className="page">
      <header className="page-head">
        <h1>{title}</h1>
        {tabs.length > 0 && (
          <nav className="tabs" aria-label={`${title}: sections`}>
            {tabs.map(([path, name]) => (
              <Link key={path} href={path} aria-current={location === path ? 'page' : undefined}>
                {name}
              </Link>
            ))}
          </nav>
        )}
        <div className="page-tools cluster">{tools}</div>
      </header>
      <div className="page-body">{children}</div>
    </div>
  );
}

/** A titled box of content. */
export function Panel({ title, tools, children }: { title: string; tools?: ReactNode; children: ReactNode }) {
  return (
    <section className="panel" aria-label={title}>
      <div className="row panel-title">
        <h2>{title}</h2>
        {tools && <div className="cluster">{tools}</div>}
      </div>
      {children}
    </section>
  );
}
