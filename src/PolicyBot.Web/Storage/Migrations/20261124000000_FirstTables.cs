using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PolicyBot.Web.Storage.Migrations
{
    /// <inheritdoc />
    public partial class FirstTables : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "conversations",
                columns: table => new
                {
                    Id = table.Column<string>(maxLength: 200, nullable: false),
                    Channel = table.Column<string>(maxLength: 50, nullable: false),
                    User = table.Column<string>(maxLength: 200, nullable: true),
                    Locale = table.Column<string>(maxLength: 50, nullable: true),
                    Reference = table.Column<string>(nullable: true),
                    StartedAt = table.Column<long>(nullable: false),
                    LastAt = table.Column<long>(nullable: false),
                    IsStreamed = table.Column<bool>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_conversations", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "dialogues",
                columns: table => new
                {
                    Conversation = table.Column<string>(maxLength: 300, nullable: false),
                    Json = table.Column<string>(nullable: false),
                    LastAt = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_dialogues", x => x.Conversation);
                });

            migrationBuilder.CreateTable(
                name: "secrets",
                columns: table => new
                {
                    Name = table.Column<string>(maxLength: 50, nullable: false),
                    Value = table.Column<string>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_secrets", x => x.Name);
                });

            migrationBuilder.CreateTable(
                name: "tickets",
                columns: table => new
                {
                    Id = table.Column<string>(maxLength: 50, nullable: false),
                    Channel = table.Column<string>(maxLength: 50, nullable: false),
                    Conversation = table.Column<string>(maxLength: 200, nullable: false),
                    CreatedAt = table.Column<long>(nullable: false),
                    Transcript = table.Column<string>(nullable: false),
                    State = table.Column<string>(maxLength: 20, nullable: false),
                    TakenBy = table.Column<string>(maxLength: 200, nullable: true),
                    TakenAt = table.Column<long>(nullable: true),
                    Answer = table.Column<string>(nullable: true),
                    AnsweredAt = table.Column<long>(nullable: true),
                    DeliveredAt = table.Column<long>(nullable: true),
                    ClosedAt = table.Column<long>(nullable: true),
                    Version = table.Column<int>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_tickets", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "turns",
                columns: table => new
                {
                    Id = table.Column<string>(maxLength: 50, nullable: false),
                    Channel = table.Column<string>(maxLength: 50, nullable: false),
                    Conversation = table.Column<string>(maxLength: 200, nullable: true),
                    At = table.Column<long>(nullable: false),
                    Question = table.Column<string>(nullable: false),
                    Status = table.Column<string>(maxLength: 50, nullable: false),
                    Answer = table.Column<string>(nullable: false),
                    Clauses = table.Column<string>(nullable: false),
                    ElapsedMs = table.Column<int>(nullable: false),
                    IsHandOff = table.Column<bool>(nullable: false),
                    Feedback = table.Column<string>(maxLength: 20, nullable: true),
                    FeedbackAt = table.Column<long>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_turns", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "activities",
                columns: table => new
                {
                    ConversationId = table.Column<string>(maxLength: 200, nullable: false),
                    Index = table.Column<int>(nullable: false),
                    Json = table.Column<string>(nullable: false),
                    Sequence = table.Column<long>(nullable: false),
                    At = table.Column<long>(nullable: false),
                    IsPending = table.Column<bool>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_activities", x => new { x.ConversationId, x.Index });
                    table.ForeignKey(
                        name: "FK_activities_conversations_ConversationId",
                        column: x => x.ConversationId,
                        principalTable: "conversations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_activities_IsPending",
                table: "activities",
                column: "IsPending");

            migrationBuilder.CreateIndex(
                name: "IX_conversations_LastAt",
                table: "conversations",
                column: "LastAt");

            migrationBuilder.CreateIndex(
                name: "IX_dialogues_LastAt",
                table: "dialogues",
                column: "LastAt");

            migrationBuilder.CreateIndex(
                name: "IX_tickets_Channel_Conversation",
                table: "tickets",
                columns: new[] { "Channel", "Conversation" });

            migrationBuilder.CreateIndex(
                name: "IX_tickets_State_CreatedAt",
                table: "tickets",
                columns: new[] { "State", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_turns_At",
                table: "turns",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_turns_Channel_Conversation_At",
                table: "turns",
                columns: new[] { "Channel", "Conversation", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_turns_Status_At",
                table: "turns",
                columns: new[] { "Status", "At" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "activities");

            migrationBuilder.DropTable(
                name: "dialogues");

            migrationBuilder.DropTable(
                name: "secrets");

            migrationBuilder.DropTable(
                name: "tickets");

            migrationBuilder.DropTable(
                name: "turns");

            migrationBuilder.DropTable(
                name: "conversations");
        }
    }
}
