/** The product's mark: the bridge over the river. */
export const Mark = () => (
  <svg
    width="26"
    height="24"
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.6"
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden="true"
  >
    <path d="M1 15h22M3.5 15a8.5 8.5 0 0 1 17 0M8 15V8.2M12 15V6.5M16 15V8.2" />
    <path d="M1 19.2c1.8-1.4 3.7-1.4 5.5 0s3.7 1.4 5.5 0 3.7-1.4 5.5 0 3.7 1.4 5.5 0" />
  </svg>
);
