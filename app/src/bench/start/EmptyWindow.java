import javafx.animation.AnimationTimer;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;

/** An empty window of JavaFX that says when its second frame was painted, and ends. */
public final class EmptyWindow {
    private EmptyWindow() {}

    public static void main(String[] args) {
        Application.launch(Window.class);
        System.exit(0);
    }

    /** Not the launcher itself, which a class path start would refuse. */
    public static final class Window extends Application {
        @Override
        public void start(Stage stage) {
            stage.setScene(new Scene(new StackPane(), 1280, 720));
            stage.show();
            new AnimationTimer() {
                private int frames;

                @Override
                public void handle(long now) {
                    frames++;
                    if (frames == 3) {
                        System.out.println("window " + System.currentTimeMillis());
                        Platform.exit();
                    }
                }
            }.start();
        }
    }
}
