// What this screen needs beyond the frame, in the order that Mantine asks for.
import '@mantine/core/styles/Progress.layer.css';
import '@mantine/core/styles/Checkbox.layer.css';
