// The kit draws the tabs in each page (src/components/tab-bar.tsx); WeChat asks for this component all the same.
Component({});
